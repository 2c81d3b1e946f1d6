def log = new File(basedir, 'build.log').text
def says = { text -> if (!log.contains(text)) { throw new AssertionError((Object) "build.log does not say: ${text}") } }
def matches = { regex -> if (!(log =~ regex)) { throw new AssertionError((Object) "build.log does not match: ${regex}") } }

// each variant x { listed, random, interpreter }, plainly and with sanitizers; or skipped, with the reason
matches('Tests run: 1[58], Failures: 0, Errors: 0, ')
says('Native tests are up to date')
matches('Native tests run: [36], Failures: 0')
says('Native tests are skipped')

// each instruction of the platform, or each skipped
matches('Tests run: \\d\\d+, Failures: 0, Errors: 0, Skipped: \\d+, Time elapsed: [0-9.]+ s - in exo.instructions.x86.avx512')
assert new File(basedir, 'target/surefire-reports/TEST-exo.instructions.x86.avx512.xml').text.contains('mm512_loadu_ps')

// mistakes in a specification
matches('(?m)^\\[ERROR\\] .*/bad-spec/saxpy.yaml:\\[1,11\\] .*\\[EXO-TEST-004\\]')
says("did you mean 'saxpy'")
matches('(?m)^\\[ERROR\\] .*/bad-spec/saxpy.yaml:\\[3,3\\] .*\\[EXO-TEST-001\\]')
says("did you mean 'sizes'")
matches('modules.yaml:\\[1,15\\] .*\\[EXO-TEST-011\\]')
says("did you mean 'x86/avx2.exo'")
matches('saxpy.yaml:\\[5,12\\] .*\\[EXO-TEST-005\\]')
matches('saxpy.yaml:\\[7,16\\] .*\\[EXO-TEST-007\\]')
matches('saxpy.yaml:\\[9,15\\] .*\\[EXO-TEST-006\\]')
matches('saxpy.yaml:\\[11,12\\] .*\\[EXO-TEST-010\\]')

if (log.contains('\tat ')) { throw new AssertionError((Object) 'build.log has a stack trace') }

// tiles: on the processor that has them, else under an emulator or on the model, never skipped
matches('Tests run: [234], Failures: 0, Errors: 0, Skipped: 0, Time elapsed: [0-9.]+ s - in exo.matmul')
