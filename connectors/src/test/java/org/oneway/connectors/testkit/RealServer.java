// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A server that {@code .ci/servers/NAME start} started. It is shared by all tests of a build: a
 * test works in a folder of its own there.
 *
 * @param name as in {@code .ci/servers}
 * @param version what it is and in which version, as in "Radicale 3.1.8"
 * @param url the address that a user would configure, ending with a slash
 * @param log where its requests can be read, if it tells them
 */
public record RealServer(
    String name, String version, URI url, String username, String password, Optional<Path> log) {
  /**
   * The running server of this name. Where it does not run the test is skipped, with a reason that
   * names the command to start it; with {@code CI} set in the environment, the test fails.
   */
  public static RealServer running(String name) {
    return running(name, Path.of("").toAbsolutePath(), nothingMayBeLeftOut());
  }

  private static boolean nothingMayBeLeftOut() {
    return !System.getenv().getOrDefault("CI", "").isEmpty();
  }

  /** The command that starts the server, from the root of the checkout. */
  public static String command(String name) {
    return ".ci/servers/" + name + " start";
  }

  static RealServer running(String name, Path workingDirectory, boolean required) {
    return checkout(workingDirectory)
        .flatMap(root -> read(name, root.resolve("target/servers/" + name + ".properties")))
        .orElseGet(
            () -> {
              String reason = "the server " + name + " does not run; start it: " + command(name);
              return required ? Assertions.fail(reason) : Assumptions.abort(reason);
            });
  }

  /** The nearest directory at or above this one that has the scripts of the servers. */
  public static Optional<Path> checkout(Path workingDirectory) {
    return Stream.iterate(Optional.of(workingDirectory), Optional::isPresent, RealServer::above)
        .flatMap(Optional::stream)
        .filter(directory -> Files.isDirectory(directory.resolve(".ci/servers")))
        .findFirst();
  }

  private static Optional<Path> above(Optional<Path> directory) {
    return directory.flatMap(path -> Optional.ofNullable(path.getParent()));
  }

  private static Optional<RealServer> read(String name, Path file) {
    Properties told = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      told.load(reader);
    } catch (NoSuchFileException notStarted) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(
        new RealServer(
            name,
            value(told, "server"),
            URI.create(value(told, "url")),
            value(told, "username"),
            value(told, "password"),
            Optional.ofNullable(told.getProperty("log")).map(Path::of)));
  }

  private static String value(Properties told, String key) {
    return Optional.ofNullable(told.getProperty(key))
        .orElseThrow(() -> new IllegalStateException("the server did not tell its " + key));
  }

  /** The same server at another address: through a proxy, or with a path below it. */
  public RealServer at(URI otherUrl) {
    return new RealServer(name, version, otherUrl, username, password, log);
  }
}
