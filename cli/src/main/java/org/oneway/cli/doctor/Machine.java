// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the doctor asks of the machine.
 *
 * @param javaVersion the feature version of the Java that runs this
 * @param javaWords the whole version
 * @param fileNameEncoding in what Java writes the names of files
 * @param space how much room there is
 */
public record Machine(int javaVersion, String javaWords, String fileNameEncoding, Space space) {
  /** How much room there is where a file or directory lies. */
  @FunctionalInterface
  public interface Space {
    /** In bytes, for this user. */
    long usable(Path path) throws IOException;
  }

  /** The one that this runs on. */
  public static Machine real() {
    return new Machine(
        Runtime.version().feature(),
        Runtime.version().toString(),
        System.getProperty("sun.jnu.encoding", ""),
        path -> Files.getFileStore(path).getUsableSpace());
  }
}
