"""Small widgets that several screens share; each follows theme, scale and language by itself.

- layouts: `vertical`, `horizontal`, `grid`, `sized`: lengths that follow the scale
- labels: `label`, `Elided`, `line`, `KeyCap`, `Glyph`
- buttons: `Button`, `Segmented`
- field: `Field`, a label, an editor, a hint or an error
- empty: `EmptyState`; progress: `ProgressStrip`; steps: `Steps`
- sheet: `Sheet`, the one kind of dialog; popover: `Popover`, details of something that was clicked
"""
