"""The nouns: frozen dataclasses, enums, column schemas, constructors that refuse bad values."""
