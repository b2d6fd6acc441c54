"""What the server answers besides the pages: its routes, its headers, its beginning and its end."""
