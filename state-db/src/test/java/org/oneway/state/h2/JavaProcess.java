// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a class of these tests as a process of its own. */
final class JavaProcess {
  private JavaProcess() {}

  /** Its error stream goes where its output goes. */
  static ProcessBuilder of(Class<?> main, List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  /** Runs it to its end; what it printed, if it ended well. */
  static String output(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    String output = text(process);
    int code = process.waitFor();
    if (code != 0) {
      throw new AssertionError("exit code " + code + ": " + output);
    }
    return output;
  }

  /** All that it prints until it ends. */
  static String text(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
