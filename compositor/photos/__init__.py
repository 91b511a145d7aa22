"""Photographs: what a picture file is, and how it becomes what a press prints. Owner of Pillow.

    measure(data, file, place)                  → Measured       at the door, from the header
    developed(data, digest, job, store)         → a finished JPEG, from the store or made anew

measuring   whether a file is a picture, how large, and in which colours
strict      Pillow refusing what is not whole
bulk        how much memory a picture takes, and what is too much
cropping    which part of it is seen, upright, and in how many pixels
decoding    the file → that part of it, reduced, on paper white
colours     profiles: embedded ones, the press's own; colours → plates, or → black alone
inklimit    the sum of the inks under a limit, on every pixel
developing  a job → the finished JPEG: all of these in their order
resolution  pixels to the inch in print, and for what they are too few
store       finished pictures kept from build to build, by everything that went into them
oneplate    what one ink prints of a finished photograph
apart       where two pictures of one size are not the same
light       the light of pixels, which ink of any colour takes
screen      for a screen instead: sRGB, in the widths a web page asks for; pictures of pages, too
coverage    how much ink lies on a page
"""
