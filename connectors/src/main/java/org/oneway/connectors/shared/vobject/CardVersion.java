// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.vobject;

import java.util.Optional;

/** The versions of vCard there are; 2.1 is read and never written. */
public enum CardVersion {
  V2_1("2.1"),
  V3_0("3.0"),
  V4_0("4.0");

  private final String text;

  CardVersion(String text) {
    this.text = text;
  }

  /** As a VERSION line writes it. */
  public String text() {
    return text;
  }

  /** The version that {@code written} means, {@code 4} as well as {@code 4.0}, if it is one. */
  public static Optional<CardVersion> of(String written) {
    String value = written.trim();
    for (CardVersion version : values()) {
      if (value.equals(version.text) || value.equals(version.text.substring(0, 1))) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }
}
