"""How an article comes in: from an address, a text or a file to what can be stored."""
