// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.vobject;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Hashes of cards. */
public final class Hashes {
  /** What a program changes without anybody having edited the card. */
  private static final Set<String> NOT_CONTENT = Set.of("REV", "PRODID");

  private static final int SHORT = 16;

  private Hashes() {}

  /** A fresh SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** In lower-case hexadecimal. */
  public static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  /** A short hash of {@code text}, 32 hexadecimal digits. */
  public static String of(String text) {
    return hex(sha256().digest(text.getBytes(StandardCharsets.UTF_8))).substring(0, 2 * SHORT);
  }

  /**
   * Names a card that has no uid: the same however its lines are ordered, folded and ended, and
   * whatever REV and PRODID say.
   */
  public static String ofContent(RawCard card) {
    List<String> lines = new ArrayList<>();
    for (ContentLine line : card.lines()) {
      if (!NOT_CONTENT.contains(line.name())) {
        lines.add(line.name() + line.parameters() + line.value());
      }
    }
    Collections.sort(lines);
    MessageDigest digest = sha256();
    for (String line : lines) {
      digest.update(line.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
    }
    return hex(digest.digest()).substring(0, 2 * SHORT);
  }
}
