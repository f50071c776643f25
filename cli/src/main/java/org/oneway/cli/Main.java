// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli;

/** The {@code oneway} command. */
public final class Main {
  private Main() {}

  /** Prints the version. */
  public static void main(String[] arguments) {
    System.out.println("oneway " + Version.current());
  }
}
