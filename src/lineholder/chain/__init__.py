"""Chain: the people behind a line, by who serves, who runs those who serve, and who is above."""
