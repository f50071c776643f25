// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM with a heap of its own, with the options of the launcher and the classes of this one. */
final class ChildJvm {
  private ChildJvm() {}

  /** The command line for a class, as the launcher would run it but with this heap. */
  static List<String> command(int megabytes, String mainClass, List<String> arguments) {
    return command(List.of("-XX:TieredStopAtLevel=1"), megabytes, mainClass, arguments);
  }

  /** The same for what reads archives, which the launcher lets another compiler help with. */
  static List<String> readingCommand(int megabytes, String mainClass, List<String> arguments) {
    List<String> compilers =
        List.of(
            "-XX:Tier4InvocationThreshold=200000",
            "-XX:Tier4MinInvocationThreshold=24000",
            "-XX:Tier4CompileThreshold=600000",
            "-XX:Tier4BackEdgeThreshold=1600000");
    return command(compilers, megabytes, mainClass, arguments);
  }

  private static List<String> command(
      List<String> compilers, int megabytes, String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(compilers);
    command.addAll(List.of("-XX:+UseSerialGC", "-Xshare:auto"));
    command.add("-Xmx" + megabytes + "m");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(arguments);
    return command;
  }

  /**
   * Runs a class that ends with one line of numbers; what else it says is lost unless it fails.
   *
   * @throws IllegalStateException if it fails; with what it said
   */
  static long[] numbersOf(int megabytes, Class<?> mainClass, String... arguments) {
    List<String> lines = new ArrayList<>();
    try {
      Process process =
          new ProcessBuilder(command(megabytes, mainClass.getName(), List.of(arguments)))
              .redirectErrorStream(true)
              .start();
      Thread ending = new Thread(process::destroyForcibly);
      Runtime.getRuntime().addShutdownHook(ending);
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          lines.add(line);
        }
      }
      process.waitFor(1, TimeUnit.MINUTES);
      Runtime.getRuntime().removeShutdownHook(ending);
      if (process.exitValue() != 0 || lines.isEmpty()) {
        throw new IllegalStateException(
            mainClass.getSimpleName() + " failed:\n" + String.join("\n", lines));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    String last = lines.get(lines.size() - 1);
    return List.of(last.split(" ", -1)).stream().mapToLong(Long::parseLong).toArray();
  }
}
