// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the files of an archive lie in. */
public enum Container {
  /** Files beside each other in a directory. */
  DIRECTORY(""),
  /** One zip file, with Zip64 where it is large. */
  ZIP(".pdpa"),
  /** One compressed tar file (ustar and pax). */
  TAR_GZ(".tar.gz");

  private final String ending;

  Container(String ending) {
    this.ending = ending;
  }

  /** The usual ending of its name, with the dot; empty for a directory. */
  public String ending() {
    return ending;
  }

  /** What a new archive of this name is written as. */
  public static Container byName(Path archive) {
    return switch (endingOf(String.valueOf(archive.getFileName())).toLowerCase(Locale.ROOT)) {
      case ".pdpa", ".zip" -> ZIP;
      case ".tar.gz", ".tgz" -> TAR_GZ;
      default -> DIRECTORY;
    };
  }

  /** The ending, with the dot, that says what an archive lies in; empty where none does. */
  public static String endingOf(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String ending : List.of(".pdpa", ".zip", ".tar.gz", ".tgz")) {
      if (lower.endsWith(ending)) {
        return name.substring(name.length() - ending.length());
      }
    }
    return "";
  }
}
