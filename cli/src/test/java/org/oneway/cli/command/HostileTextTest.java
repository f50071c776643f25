// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names, uids, paths and folders that would steer a terminal, through every command. */
final class HostileTextTest {
  private static final String EVIL = "\u001b[2J\u001b]0;owned\u0007\u202egpj\u009b31m";

  @TempDir Path directory;

  @Test
  @DisplayName("S05 S24 nothing of a file reaches the terminal raw, whatever the command")
  void nothingReachesTheTerminalRaw() {
    Desk desk = new Desk(directory).withPerson("y\n");
    String folder = "sub\u202e\u001b[1m";
    desk.write("book/" + folder + "/a.vcf", card("u" + EVIL, "Ada" + EVIL, "+44 20 7946 0018"));
    desk.write("book/" + folder + "/b" + EVIL + ".vcf", card("w", "Bob", "+44 20 7946 0019"));
    desk.write("book/" + folder + "/broken.vcf", "BEGIN:VCARD\r\n" + EVIL + "\r\n");
    desk.write(
        "oneway.toml",
        """
        version = 1
        state = "state"
        [store.book]
        type = "vcard"
        path = "book"
        [store.folder]
        type = "vcard"
        path = "folder"
        [sync.contacts]
        from = "book"
        to = "folder"
        """);

    require(desk, "plan", "--all");
    require(desk, "plan", "--json");
    require(desk, "sync", "-v", "--log-file", "log.txt", "--debug");
    desk.write("book/" + folder + "/a.vcf", card("u" + EVIL, "Eve" + EVIL, "+44 20 7946 0020"));
    require(desk, "plan", "-v");
    require(desk, "sync", "--json");
    require(desk, "status");
    require(desk, "quarantine", "list");
    require(desk, "quarantine", "list", "--json");
    String id = id(desk.run("quarantine", "list", "--json", "--config", "oneway.toml"));
    require(desk, "quarantine", "show", id);
    require(desk, "quarantine", "show", EVIL);
    require(desk, "export", "book", "archive", "-v");
    require(desk, "import", "book", "folder", "-v");
    require(desk, "import", "none" + EVIL, "folder");
    require(desk, "convert", "--to", "jscontact", "none" + EVIL);
    require(desk, "undo", "2026" + EVIL);
    require(desk, "sync", "none" + EVIL);
    require(desk, "sync", "--" + EVIL);
    require(desk, EVIL);
    require(desk, "export", "book" + EVIL, "x");
    requireSafe(desk.run("plan", "--config", "none" + EVIL));
    requireSafe("log", desk.read("log.txt"));
    desk.write("evil.toml", "version = 1\n[store.\"" + "a\\u001b[2J" + "\"]\ntype = \"\\u001b\"\n");
    requireSafe(desk.run("plan", "--config", "evil.toml"));
    desk.write("evil.toml", "version = 1\n" + EVIL);
    requireSafe(desk.run("plan", "--config", "evil.toml"));
  }

  private static void require(Desk desk, String... words) {
    List<String> all = new java.util.ArrayList<>(List.of(words));
    all.addAll(List.of("--config", "oneway.toml"));
    requireSafe(desk.run(all.toArray(String[]::new)));
  }

  private static void requireSafe(Desk.Answer answer) {
    requireSafe("out", answer.out());
    // Only our own line of progress is cleared.
    requireSafe("err", answer.err().replace("\r\u001b[K", ""));
    assertThat(answer.all()).doesNotContain("Unexpected error");
  }

  private static void requireSafe(String what, String text) {
    text.codePoints()
        .filter(c -> c != '\n')
        .forEach(
            c ->
                assertThat(Character.getType(c))
                    .as("%s has U+%04X in: %s", what, c, text)
                    .isNotIn(
                        (int) Character.CONTROL,
                        (int) Character.FORMAT,
                        (int) Character.LINE_SEPARATOR,
                        (int) Character.PARAGRAPH_SEPARATOR));
  }

  private static String id(Desk.Answer answer) {
    return answer.json().findValuesAsText("id").get(0);
  }

  private static String card(String uid, String name, String phone) {
    return "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:"
        + uid
        + "\r\nFN:"
        + name
        + "\r\nTEL:"
        + phone
        + "\r\nEND:VCARD\r\n";
  }
}
