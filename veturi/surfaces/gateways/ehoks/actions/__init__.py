"""What is done with eHOKS: it is asked, switched to writing, sent to; old answers are forgotten."""
