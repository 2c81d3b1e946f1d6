def log = new File(basedir, 'build.log').text
def says = { text -> if (!log.contains(text)) { throw new AssertionError((Object) "build.log does not say: ${text}") } }

assert new File(basedir, 'target/ordinary-jar-1.jar').exists()
says('Tests run: 1')
