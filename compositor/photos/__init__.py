"""Photographs: what a picture file is, and how it becomes what a press prints. Owner of Pillow.

    measuring   whether a file is a picture, how large, and in which colours
    colours     profiles: whether one is a press's, and a picture's own as what it means
    opening     a file to pixels in the colours they are worked in: upright, on paper white
    cropping    what of a picture its place shows, and how fine it is there
    inklimit    no pixel with more ink than the press takes
    developing  all of these: from a file to the finished JPEG of its place
    store       finished pictures kept between builds
    coverage    how much ink lies on a page

LittleCMS converts, through Pillow. Numbers of a press come from `model.press`.
"""
