"""What can be done with an import before it runs: bring, choose, map, check, mend."""
