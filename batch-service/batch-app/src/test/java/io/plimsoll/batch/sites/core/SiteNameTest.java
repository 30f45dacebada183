package io.plimsoll.batch.sites.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.batch.sites.core.SiteName.Reading;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SiteNameTest {
  private static final Set<Integer> NO_PORTS = Set.of();

  @TestFactory
  Stream<DynamicTest> bringsANameIntoItsNormalForm() {
    return Map.ofEntries(
            Map.entry("example.com", "example.com"),
            Map.entry("test-domain.org", "test-domain.org"),
            Map.entry("valid-site.net", "valid-site.net"),
            Map.entry("samplecontent.io", "samplecontent.io"),
            Map.entry("developer.mozilla.org", "developer.mozilla.org"),
            Map.entry("  HTTPS://WWW.Example.COM/path?q=1#x  ", "example.com"),
            Map.entry("http://example.com\\evil", "example.com"),
            Map.entry("example.com.", "example.com"),
            Map.entry("www.com", "www.com"),
            Map.entry("www.example.co.uk", "example.co.uk"),
            Map.entry("bücher.example.com", "xn--bcher-kva.example.com"),
            Map.entry("例え.jp", "xn--r8jz45g.jp"),
            Map.entry("ｅｘａｍｐｌｅ．com", "example.com"),
            Map.entry("somebody.github.io", "somebody.github.io"))
        .entrySet()
        .stream()
        .map(one ->
            DynamicTest.dynamicTest(
                one.getKey(),
                () ->
                    assertThat(SiteName.read(one.getKey(), NO_PORTS))
                        .isInstanceOfSatisfying(
                            Reading.Valid.class,
                            valid -> assertThat(valid.name().text()).isEqualTo(one.getValue()))));
  }

  @TestFactory
  Stream<DynamicTest> refusesWhatIsNoSiteAndSaysWhy() {
    return Map.ofEntries(
            Map.entry("example..com", "empty label"),
            Map.entry(".example.com", "empty label"),
            Map.entry("not@valid", "@"),
            Map.entry("https://user:secret@example.com/", "@"),
            Map.entry("invalid domain with spaces", "space"),
            Map.entry("exam\u200Bple.com", "space"),
            Map.entry("http://missing-tld", "single label"),
            Map.entry("localhost", "single label"),
            Map.entry("", "0 characters"),
            Map.entry("ftp://example.com", "scheme ftp"),
            Map.entry("example.com:8080", "port 8080"),
            Map.entry("example.com:", "port"),
            Map.entry("127.0.0.1", "IP address"),
            Map.entry("127.1", "IP address"),
            Map.entry("2130706433", "IP address"),
            Map.entry("0x7f000001", "IP address"),
            Map.entry("0x7f.1", "IP address"),
            Map.entry("017700000001", "IP address"),
            Map.entry("0177.0.0.01", "IP address"),
            Map.entry("１２７.0.0.1", "IP address"),
            Map.entry("[::1]", "IP address"),
            Map.entry("http://[::ffff:127.0.0.1]/", "IP address"),
            Map.entry("::1", "IP address"),
            Map.entry("co.uk", "no registrable domain"),
            Map.entry("example.notatld", "no registrable domain"),
            Map.entry("metadata.google.internal", "no registrable domain"),
            Map.entry("exa_mple.com", "no domain name"),
            Map.entry("-example.com", "no domain name"),
            Map.entry("a".repeat(64) + ".com", "no domain name"),
            Map.entry("a.".repeat(200) + "com", "253"))
        .entrySet()
        .stream()
        .map(one ->
            DynamicTest.dynamicTest(
                one.getKey().isEmpty() ? "nothing" : one.getKey(),
                () ->
                    assertThat(SiteName.read(one.getKey(), NO_PORTS))
                        .isInstanceOfSatisfying(
                            Reading.Invalid.class,
                            invalid -> assertThat(invalid.reason()).contains(one.getValue()))));
  }

  @Test
  void takesAPortOnlyWhereItIsAllowed() {
    assertThat(SiteName.read("example.com:8443", Set.of(8443)))
        .isInstanceOfSatisfying(
            Reading.Valid.class,
            valid -> assertThat(valid.name().text()).isEqualTo("example.com:8443"));
    assertThat(SiteName.read("example.com:8444", Set.of(8443))).isInstanceOf(Reading.Invalid.class);
  }

  @Test
  void takesAnyTextWithoutAnException() {
    java.util.Random random = new java.util.Random(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(40);
      for (int k = 0; k < length; k++) {
        text.appendCodePoint(
            random.nextBoolean()
                ? " .:/@[]%-_x0a9".charAt(random.nextInt(14))
                : random.nextInt(0xFFFF));
      }
      assertThat(SiteName.read(text.toString(), NO_PORTS)).isNotNull();
    }
  }
}
