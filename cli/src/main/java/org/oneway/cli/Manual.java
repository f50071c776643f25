// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.oneway.cli.command.Oneway;
import org.oneway.cli.manual.ManPage;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes the manual pages and the completion into a directory, for those who make packages. */
public final class Manual {
  private Manual() {}

  /**
   * Writes {@code man/man1/*.1} and {@code completion/oneway} into the directory that is named;
   * what is there of these names is replaced.
   */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    CommandLine line = Oneway.model();
    for (ManPage page : ManPage.all(line.getCommandSpec(), Version.current())) {
      put(directory.resolve("man/man1").resolve(page.fileName()), page.text());
    }
    put(directory.resolve("completion/oneway"), AutoComplete.bash("oneway", line));
  }

  private static void put(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
