// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.oneway.cli.terminal.Visible;
import org.oneway.cli.terminal.Words;
import org.oneway.engine.plan.Notice;

/** Many notices in few lines. */
final class Notices {
  private static final Pattern POINTER =
      Pattern.compile("(?<![\\w\"/])[a-z][A-Za-z]+/[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*(?![\\w\"/])");

  private static final int EACH = 2;
  private static final int EXAMPLES = 3;

  private Notices() {}

  /** Each notice where there are few of its sort, else how many and some of them. */
  static List<String> summary(List<Notice> notices, boolean all) {
    Map<Notice.About, List<Notice>> sorts = new EnumMap<>(Notice.About.class);
    notices.forEach(n -> sorts.computeIfAbsent(n.about(), about -> new ArrayList<>()).add(n));
    List<String> lines = new ArrayList<>();
    sorts.forEach(
        (about, some) -> {
          if (all || some.size() <= EACH) {
            some.forEach(notice -> lines.add(line(notice)));
          } else {
            lines.add(
                Words.number(some.size())
                    + " "
                    + words(about)
                    + ": "
                    + some.stream()
                        .map(Notices::subject)
                        .limit(EXAMPLES)
                        .collect(Collectors.joining(", "))
                    + (some.size() > EXAMPLES ? ", …" : ""));
          }
        });
    return lines;
  }

  /** One notice as a sentence. */
  static String line(Notice notice) {
    String subject = subject(notice);
    String text = withWords(notice.text());
    return subject.isEmpty() ? text : subject + ": " + text;
  }

  /** JSON pointers in a text, {@code notes/n1}, as what a user would call them. */
  static String withWords(String text) {
    return POINTER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(FieldWords.field(found.group())));
  }

  private static String subject(Notice notice) {
    return Visible.clipped(
        notice.title().isEmpty() && !notice.folder().isEmpty()
            ? '"' + notice.folder() + '"'
            : notice.title(),
        40);
  }

  private static String words(Notice.About about) {
    return switch (about) {
      case POSSIBLE_TWIN -> "may be the same as another";
      case DELETED_AT_TARGET -> "were deleted at the target and stay deleted";
      case DRIFT -> "were edited at the target and stay so";
      case KEPT -> "are gone at the source and stay at the target";
      case OTHER_SYNC -> "belong to another sync";
      case OLDER -> "are older than what was synced";
      case NOT_HELD -> "cannot be held by the target";
      case DIFFERING_COPY -> "differ from another copy of the same";
      case FOLDER_GONE -> "folders are gone at the source";
      case FOLDER_RENAMED -> "folders were renamed";
      case CONFLICT -> "were edited on both sides";
      case TARGET_CHANGED -> "were changed by the target when written";
      case WAITS -> "wait for a folder that could not be read";
      case READ_AGAIN -> "were read from the beginning";
      case REMARK -> "remarks on how the target was written";
      case BROKE_OFF -> "could not be read to the end";
    };
  }
}
