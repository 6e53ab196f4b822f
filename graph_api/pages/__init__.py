"""What the page of a thing shows beyond its tables: drawings, trees, and texts with their facts."""
