assert basedir.path.contains(' ')
assert new File(basedir, 'target/blanks-1.jar').exists()
