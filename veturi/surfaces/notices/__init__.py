"""What each of ours should know: in the app as it comes, and in a letter as often as one wishes."""
