// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which keys hold a secret. The value of such a key is never printed. */
final class SecretWords {
  private static final Set<String> WORDS =
      Set.of("auth", "password", "passwd", "token", "secret", "client-secret", "api-key");

  private SecretWords() {}

  static boolean isSecret(String key) {
    return WORDS.contains(key.toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /**
   * The first line that names such a key, from 1; {@link Integer#MAX_VALUE} where none does. From
   * there on nothing that could not be read as TOML is repeated.
   */
  static int firstLine(String text) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).toLowerCase(Locale.ROOT).replace('_', '-');
      if (WORDS.stream().anyMatch(line::contains)) {
        return i + 1;
      }
    }
    return Integer.MAX_VALUE;
  }
}
