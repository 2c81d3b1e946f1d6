def log = new File(basedir, 'build.log').text
def says = { text -> if (!log.contains(text)) { throw new AssertionError((Object) "build.log does not say: ${text}") } }
def matches = { regex -> if (!(log =~ regex)) { throw new AssertionError((Object) "build.log does not match: ${regex}") } }

// an instruction that does not do what its body says
matches('FAILED: twice default \\[default\\]: n=1: x\\[0\\]: expected [-0-9.]+, actual [-0-9.]+ \\(difference')
says('mvn exo:native-test -Dexo.test=twice#default')
def report = new File(basedir, 'target/surefire-reports/TEST-exo.twice.xml').text
assert report.contains('failures="1"') || report.contains('failures="2"') : 'without or with sanitizers'
says('There are failing native tests; see ')
assert (log =~ /BUILD SUCCESS/).count == 1 && (log =~ /BUILD FAILURE/).count == 1
if (log.contains('\tat ')) { throw new AssertionError((Object) 'build.log has a stack trace') }
