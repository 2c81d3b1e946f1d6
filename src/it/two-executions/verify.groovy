def target = new File(basedir, 'target')
def index = new Properties()
def directory = new File(target, 'classes/META-INF/exo/native/org.example.two-executions').listFiles()[0]
new File(directory, 'index.properties').withReader { index.load(it) }
assert index.libraries == 'a_quarter'
assert directory.list().findAll { it.endsWith('.so') } == ['libtwo-executions-a_quarter.so']
assert !new File(target, 'surefire-reports').list().any { it.startsWith('TEST-exo.') }
assert new File(target, 'surefire-reports2/TEST-exo.scale.xml').exists()
assert new File(target, 'surefire-reports/TEST-org.example.kernels.ScaleTest.xml').exists()

// Kernels of one name are both tested. The second build finds the index of the first execution extended; the third
// finds everything in place.
def log = new File(basedir, 'build.log').text
assert log.contains('in exo.doubles.scale') && log.contains('in exo.triples.scale')
assert log.split('Native libraries are up to date', -1).length - 1 == 3
assert log.split('Native tests are up to date', -1).length - 1 == 4
