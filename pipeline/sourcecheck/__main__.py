"""`python -m sourcecheck`."""

from sourcecheck.cli.main import main

if __name__ == "__main__":
    main()
