def target = new File(basedir, 'target')
def index = new Properties()
def directory = new File(target, 'classes/META-INF/exo/native/org.example.two-executions').listFiles()[0]
new File(directory, 'index.properties').withReader { index.load(it) }
assert index.libraries == 'a_quarter doubles triples'
assert directory.list().findAll { it.endsWith('.so') }.size() == 3

assert new File(target, 'surefire-reports/TEST-exo.doubles.scale.xml').exists()
assert new File(target, 'surefire-reports/TEST-exo.triples.scale.xml').exists()
assert new File(target, 'surefire-reports2/TEST-exo.scale.xml').exists()

// The second build finds the index of the first execution extended; the third finds everything in place.
def log = new File(basedir, 'build.log').text
assert log.split('Native libraries are up to date', -1).length - 1 >= 3
assert log.split('Native tests are up to date', -1).length - 1 == 4
