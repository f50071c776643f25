// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Octets as they were sent or received; never changed. */
public final class ScriptedBytes {
  static final ScriptedBytes NONE = new ScriptedBytes(new byte[0]);

  private final byte[] octets;

  private ScriptedBytes(byte[] octets) {
    this.octets = octets;
  }

  public static ScriptedBytes of(byte[] octets) {
    return new ScriptedBytes(octets.clone());
  }

  /** The text in UTF-8. */
  public static ScriptedBytes of(String text) {
    return new ScriptedBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public byte[] octets() {
    return octets.clone();
  }

  public int size() {
    return octets.length;
  }

  /** Read as UTF-8. */
  public String text() {
    return new String(octets, StandardCharsets.UTF_8);
  }

  /** One character for each octet, so that nothing is lost or joined. */
  public String latin() {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScriptedBytes bytes && Arrays.equals(octets, bytes.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return text();
  }
}
