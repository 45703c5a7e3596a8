"""``python -m imss_facts`` and the console script."""


def main() -> None:
    """Run the command line."""
    from imss_facts.cli.app import run

    run()


if __name__ == "__main__":
    main()
