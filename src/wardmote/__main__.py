"""``python -m wardmote``: the command line where no script was installed."""

from wardmote.cli import main

if __name__ == "__main__":
    main()
