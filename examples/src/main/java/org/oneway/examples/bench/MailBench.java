// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a copy of five thousand messages from a Maildir to Dovecot costs, beside mbsync where it is
 * installed, and a run in which nothing changes; then the same run over a mailbox of a hundred
 * thousand messages, in 256 MB.
 */
public final class MailBench {
  static final List<String> FOLDERS = List.of("INBOX", "Archive", "Lists", "Work", "Work.2026");
  private static final int COUNT = 5_000;
  private static final int LARGE = 100_000;
  private static final int MEGABYTES = 256;
  private static final Pattern COMMAND = Pattern.compile(" (UID [A-Z]+|[A-Z]+) imaps?://");
  private static final Pattern OCTETS = Pattern.compile("Disconnected: .* in=(\\d+) out=(\\d+)");

  private final Path oneway;
  private final String server;
  private final Path log;
  private final Path work;

  private MailBench(Path oneway, String server, Path log, Path work) {
    this.oneway = oneway;
    this.server = server;
    this.log = log;
    this.work = work;
  }

  /** Measures; its arguments are the command, what is known of Dovecot, and two numbers. */
  public static void main(String[] arguments) throws IOException {
    measure(
        Path.of(arguments[0]),
        Path.of(arguments[1]),
        arguments.length > 2 ? Integer.parseInt(arguments[2]) : COUNT,
        arguments.length > 3 ? Integer.parseInt(arguments[3]) : LARGE);
  }

  /** Measures with so many messages; everybody whose password is the name comes in there. */
  static void measure(Path oneway, Path dovecot, int count, int large) throws IOException {
    Properties told = new Properties();
    try (InputStream in = Files.newInputStream(dovecot)) {
      told.load(in);
    }
    try (WorkDirectory directory = WorkDirectory.create("mail")) {
      String server = Optional.ofNullable(told.getProperty("imap")).orElseThrow();
      MailBench bench =
          new MailBench(oneway, server, Path.of(told.getProperty("log", "")), directory.path());
      bench.small(count);
      bench.large(count / FOLDERS.size(), large);
    }
  }

  private void small(int count) throws IOException {
    MailFolders.write(work.resolve("ours"), FOLDERS, count);
    Path config = config("ours", "maildir", user("ours"));
    Times first = sync(config, "first copy of " + count);
    sync(config, "the run after that");
    Times quiet = sync(config, "nothing changed");
    requireOneForEachFolder();
    MailFolders.write(work.resolve("theirs"), FOLDERS, count);
    Mbsync.beside(work, server, user("theirs"), List.of(first, quiet));
  }

  /** Runs without a change over a mailbox of some messages and over one of very many. */
  private void large(int some, int many) throws IOException {
    long few = quietBytes("few", some);
    long all = quietBytes("many", many);
    System.out.printf(
        Locale.ROOT,
        "a run without a change: %d bytes on the wire for %d messages, %d for %d%n",
        few,
        some,
        all,
        many);
    if (all > few + few / 4) {
      throw new IllegalStateException("what is on the wire grows with the mailbox");
    }
  }

  private long quietBytes(String name, int count) throws IOException {
    MailFolders.write(work.resolve(name), List.of("INBOX"), count);
    sync(config(name, "maildir", user(name)), "copy of " + count + ", " + MEGABYTES + " MB");
    Path back = config(name, "imap", user(name));
    sync(back, "back into a Maildir");
    sync(back, "the same again");
    sync(back, "nothing changed");
    long bytes = onTheWire(user(name));
    WorkDirectory.remove(work.resolve(name));
    WorkDirectory.remove(work.resolve(name + "-back"));
    return bytes;
  }

  /** What the server says of the last connection of a user: bytes in both directions. */
  private long onTheWire(String user) throws IOException {
    while (true) {
      List<String> ended;
      long begun;
      try (Stream<String> lines = Files.lines(log)) {
        List<String> own =
            lines
                .filter(line -> line.contains("<" + user + ">") || line.contains("(" + user + ")"))
                .toList();
        begun = own.stream().filter(line -> line.contains("Info: Login: ")).count();
        ended = own.stream().filter(line -> OCTETS.matcher(line).find()).toList();
      }
      if (!ended.isEmpty() && ended.size() == begun) {
        Matcher octets = OCTETS.matcher(ended.get(ended.size() - 1));
        return octets.find()
            ? Long.parseLong(octets.group(1)) + Long.parseLong(octets.group(2))
            : 0;
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static String user(String name) {
    return name + ProcessHandle.current().pid();
  }

  /** A sync of everything from or to a Maildir of that name. */
  private Path config(String name, String from, String user) throws IOException {
    Path config = work.resolve(name + "-" + from + ".toml");
    boolean toServer = from.equals("maildir");
    Files.writeString(
        config,
        """
        version = 1
        state = "state-%s-%s"
        [store.disk]
        type = "maildir"
        path = "%s"
        [store.server]
        type = "imap"
        url = "%s"
        auth = { username = "%s", password.file = "%s" }
        [sync.mail]
        from = "%s"
        to = "%s"
        kinds = ["mail"]
        """
            .formatted(
                name,
                from,
                toServer ? name : name + "-back",
                server,
                user,
                secret(user),
                toServer ? "disk" : "server",
                toServer ? "server" : "disk"));
    return config;
  }

  private Path secret(String user) throws IOException {
    Path file = work.resolve("secret-" + user);
    Files.writeString(file, user);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private Times sync(Path config, String what) throws IOException {
    Files.deleteIfExists(work.resolve("trace"));
    Times times =
        new TimedCommand(work)
            .run(
                0,
                List.of(
                    "env",
                    "ONEWAY_JAVA_OPTS=-Xmx" + MEGABYTES + "m",
                    oneway.toString(),
                    "sync",
                    "--create-folders",
                    "--trace",
                    work.resolve("trace").toString(),
                    "--config",
                    config.toString()));
    CarddavBench.say(what, times, "");
    return times;
  }

  /** Prints which commands the last run sent: each folder is opened, and nothing else is asked. */
  private void requireOneForEachFolder() throws IOException {
    Map<String, Integer> sent = new TreeMap<>();
    try (Stream<String> lines = Files.lines(work.resolve("trace"))) {
      lines
          .map(COMMAND::matcher)
          .filter(Matcher::find)
          .forEach(found -> sent.merge(found.group(1), 1, Integer::sum));
    }
    System.out.println("  " + sent);
    if (!Set.of("EXAMINE", "LIST", "NAMESPACE").containsAll(sent.keySet())) {
      throw new IllegalStateException("a run without a change asked for more");
    }
  }
}
