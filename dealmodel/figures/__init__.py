"""A printed figure: text in, an exact bounded number with its unit out. Pure."""
