// Given by ./check: the home of a JDK that calls kernels through the foreign function interface (22 or newer).
newestJdkHome != null && !newestJdkHome.isEmpty()
