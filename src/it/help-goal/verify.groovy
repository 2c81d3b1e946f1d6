def log = new File(basedir, 'build.log').text
def says = { text -> if (!log.contains(text)) { throw new AssertionError((Object) "build.log does not say: ${text}") } }

for (goal in ['generate', 'native-compile', 'native-package', 'check', 'print', 'help']) {
  says("exo:${goal}")
}
says('User property: exo.skip')
