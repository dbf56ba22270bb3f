"""`python -m humrah` is the same as the command `humrah`."""

from humrah.cli import main

if __name__ == "__main__":
    main()
