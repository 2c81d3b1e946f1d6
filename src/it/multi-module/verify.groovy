def log = new File(basedir, 'build.log').text
def neverSays = { text -> if (log.contains(text)) { throw new AssertionError((Object) "build.log says: ${text}") } }

neverSays('@threadSafe')
neverSays('not marked as thread-safe')
assert new File(basedir, 'consumer/target/surefire-reports/TEST-org.example.consumer.ConsumerTest.xml').exists()
// Kernels for other kernels only: nothing to call from Java.
assert !new File(basedir, 'library/target/generated-sources/exo').exists()
