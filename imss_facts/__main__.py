"""``python -m imss_facts`` and the console script."""


def main() -> None:
    """Run the command line; the whole process is inside the error boundary, the imports too."""
    from imss_facts.cli.boundary import boundary, set_up_streams

    set_up_streams()
    with boundary():
        from imss_facts.cli.app import app

        app()


if __name__ == "__main__":
    main()
