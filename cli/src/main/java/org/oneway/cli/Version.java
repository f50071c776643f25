// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli;

import java.util.Optional;

/** The version of this build, as the jar's manifest tells it. */
final class Version {
  private Version() {}

  static String current() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("(development)");
  }
}
