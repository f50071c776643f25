// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.oneway.connectors.shared.vobject.Hashes;

/**
 * Names that every file system takes: they contain no separator and no reserved word, do not differ
 * in case only, and have at most 255 bytes.
 */
public final class FileNames {
  private static final int SLUG = 40;
  private static final int HASH = 16;
  private static final int LONGEST = 200;
  private static final String FORBIDDEN = "\\/:*?\"<>|%";

  /** What Windows keeps for devices, whatever follows a dot. */
  private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

  private FileNames() {}

  /** The file of the item with this uid: readable, and another for every uid. */
  public static String of(String uid, String ending) {
    StringBuilder slug = new StringBuilder();
    for (int i = 0; i < uid.length() && slug.length() < SLUG; i++) {
      char c = Character.toLowerCase(uid.charAt(i));
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (plain) {
        slug.append(c);
      } else if (slug.length() > 0 && slug.charAt(slug.length() - 1) != '-') {
        slug.append('-');
      }
    }
    if (slug.length() > 0 && slug.charAt(slug.length() - 1) != '-') {
      slug.append('-');
    }
    return slug + Hashes.of(uid).substring(0, HASH) + ending;
  }

  /** The directory of the folder with this name, which is one part of a path. */
  public static String ofFolder(String name) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean atEdge = i == 0 || i == name.length() - 1;
      boolean edge = atEdge && (c == '.' || c == ' ');
      if (c < ' ' || c == 0x7f || isInvisible(c) || FORBIDDEN.indexOf(c) >= 0 || edge) {
        safe.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      } else {
        safe.append(c);
      }
    }
    String result = safe.toString();
    if (result.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      result = shorten(result) + "-" + Hashes.of(name).substring(0, HASH);
    }
    return isDevice(result) || result.isEmpty() ? "_" + result : result;
  }

  /** What turns or hides the text around it, and halves of pairs. */
  private static boolean isInvisible(char c) {
    return Character.getType(c) == Character.FORMAT
        || (c >= '\u2028' && c <= '\u2029')
        || (c >= '\u0080' && c <= '\u009f');
  }

  private static String shorten(String name) {
    int end = Math.min(name.length(), LONGEST);
    while (name.substring(0, end).getBytes(StandardCharsets.UTF_8).length > LONGEST - HASH) {
      end--;
    }
    boolean cutsPair = end > 0 && Character.isHighSurrogate(name.charAt(end - 1));
    return name.substring(0, cutsPair ? end - 1 : end);
  }

  private static boolean isDevice(String name) {
    int dot = name.indexOf('.');
    String stem = (dot < 0 ? name : name.substring(0, dot)).toLowerCase(Locale.ROOT).trim();
    boolean numbered =
        stem.length() == 4
            && (stem.startsWith("com") || stem.startsWith("lpt"))
            && Character.isDigit(stem.charAt(3));
    return numbered || DEVICES.contains(stem);
  }
}
