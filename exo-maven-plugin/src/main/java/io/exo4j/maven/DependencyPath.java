package io.exo4j.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.RepositoryUtils;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/**
 * The directories and jars in which imports from libraries are looked up. Maven is not asked to
 * resolve them before the goal runs: at {@code generate-sources} the modules beside this one may
 * not have been packaged, or not even compiled. For those the directory of their classes is taken,
 * where their own {@code generate} has put their files.
 */
@Named
@Singleton
class DependencyPath {
  private final RepositorySystem repositories;

  @Inject
  DependencyPath(RepositorySystem repositories) {
    this.repositories = repositories;
  }

  /**
   * Returns the compile, provided and system scope dependencies of a project, in class path order.
   *
   * @throws MojoExecutionException if one cannot be resolved
   */
  List<Path> of(MavenProject project, MavenSession session) throws MojoExecutionException {
    List<Path> path = new ArrayList<>();
    for (Artifact artifact : project.getArtifacts()) {
      if (!artifact.getArtifactHandler().isAddedToClasspath()
          || Artifact.SCOPE_TEST.equals(artifact.getScope())
          || Artifact.SCOPE_RUNTIME.equals(artifact.getScope())) {
        continue;
      }
      path.add(locate(artifact, project, session).toPath());
    }
    return path;
  }

  private File locate(Artifact artifact, MavenProject project, MavenSession session)
      throws MojoExecutionException {
    if (artifact.getFile() != null) {
      return artifact.getFile();
    }
    for (MavenProject module : session.getProjects()) {
      if (!artifact.hasClassifier()
          && module.getGroupId().equals(artifact.getGroupId())
          && module.getArtifactId().equals(artifact.getArtifactId())
          && module.getVersion().equals(artifact.getBaseVersion())) {
        File packaged = module.getArtifact().getFile();
        return packaged != null ? packaged : new File(module.getBuild().getOutputDirectory());
      }
    }
    try {
      return repositories
          .resolveArtifact(
              session.getRepositorySession(),
              new ArtifactRequest(
                  RepositoryUtils.toArtifact(artifact),
                  project.getRemoteProjectRepositories(),
                  "exo"))
          .getArtifact()
          .getFile();
    } catch (ArtifactResolutionException e) {
      throw new MojoExecutionException("Cannot resolve the dependency " + artifact.getId(), e);
    }
  }
}
