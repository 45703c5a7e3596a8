"""Web pages: from a saved page's bytes to the article on it, step by step."""
