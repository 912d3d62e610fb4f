"""The user's steps: check access, open the scope, call one pure stage, save, answer. No arithmetic."""
