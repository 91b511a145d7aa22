"""Photographs: what a picture file is, and how it becomes what a press prints. Owner of Pillow.

measuring   whether a file is a picture, how large, and in which colours
coverage    how much ink lies on a page
"""
