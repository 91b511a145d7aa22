"""Comparing (比较): what changed between two proofs.

places    the rectangles of a page that are drawn otherwise
"""
