// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

/** What a JVM takes that does nothing but print a word. */
public final class BareStart {
  private BareStart() {}

  /** Prints a word. */
  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
