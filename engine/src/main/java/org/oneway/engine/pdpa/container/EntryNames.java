// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.util.regex.Pattern;

/** What the entries of a container may be called. */
public final class EntryNames {
  private static final int MAX_SHOWN = 120;
  private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:");
  private static final Pattern UNSHOWN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private EntryNames() {}

  /**
   * The path that an entry's name is: without the "./" that packers put before, and the "/" that
   * ends a directory's; empty for the root itself.
   *
   * @throws ContainerDamaged if it is no path inside the container, or nested too deeply
   */
  static String path(String name, int maxDepth) throws ContainerDamaged {
    String path = name;
    while (path.startsWith("./")) {
      path = path.substring(2);
    }
    if ((path.isEmpty() && !name.isEmpty()) || path.equals(".")) {
      return "";
    }
    if (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    check(name, path, maxDepth);
    return path;
  }

  /**
   * Checks that a path stays inside of the container.
   *
   * @throws ContainerDamaged if it does not, or is nested too deeply
   */
  public static void check(String path, int maxDepth) throws ContainerDamaged {
    check(path, path, maxDepth);
  }

  private static void check(String name, String path, int maxDepth) throws ContainerDamaged {
    int depth = 0;
    int start = 0;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      String part = path.substring(start, end);
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw new ContainerDamaged(name, "is not the name of a file inside the archive");
      }
      depth++;
      start = end + 1;
    }
    if (path.indexOf('\\') >= 0 || path.indexOf('\0') >= 0 || DRIVE.matcher(path).find()) {
      throw new ContainerDamaged(name, "is not the name of a file inside the archive");
    }
    // The file itself is no directory.
    if (depth - 1 > maxDepth) {
      throw new ContainerDamaged(name, "lies deeper than " + maxDepth + " directories");
    }
  }

  /** A name that may be put on a screen: short, and without characters that steer it. */
  static String shown(String name) {
    String start =
        name.length() <= MAX_SHOWN
            ? name
            : name.substring(0, MAX_SHOWN) + "… (" + name.length() + " characters)";
    return UNSHOWN.matcher(start).replaceAll("?");
  }
}
