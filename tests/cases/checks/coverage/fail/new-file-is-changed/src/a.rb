a
B
C
d
e
