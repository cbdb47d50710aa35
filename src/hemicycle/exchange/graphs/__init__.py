"""Networks as files of other programs. Every writer reads back what it made before it keeps it."""
