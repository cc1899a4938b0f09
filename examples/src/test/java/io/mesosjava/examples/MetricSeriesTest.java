package io.mesosjava.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricSeriesTest {

  @Test
  void isTextAsPrometheusReadsIt() {
    MetricSeries series = new MetricSeries(false);
    series.add("offers_total", 2);
    series.add("offers_total", 1);
    series.add("calls_total", "type", "decline", 1);
    series.add("calls_total", "type", "accept", 4);
    series.set("connected", 1);
    series.watch("call_seconds", "type", "accept", 0.5);
    series.watch("call_seconds", "type", "accept", 0.25);

    assertThat(series.text())
        .isEqualTo(
            """
            # TYPE calls_total counter
            calls_total{type="accept"} 4.0
            calls_total{type="decline"} 1.0
            # TYPE offers_total counter
            offers_total 3.0
            # TYPE connected gauge
            connected 1.0
            # TYPE call_seconds summary
            call_seconds_sum{type="accept"} 0.75
            call_seconds_count{type="accept"} 2.0
            """);
  }

  @Test
  void showsQuantilesOfTheLatest() {
    MetricSeries series = new MetricSeries(true);
    for (int i = 1; i <= 1000; i++) {
      series.watch("took", "", "", i <= 500 ? 1e6 : i - 500);
    }

    assertThat(series.text())
        .contains("took{quantile=\"0.5\"} 250.0\n")
        .contains("took{quantile=\"0.9\"} 450.0\n")
        .contains("took_count 1000.0\n");
  }

  @Test
  void escapesWhatOthersHaveNamed() {
    MetricSeries series = new MetricSeries(false);
    series.add("offered", "resource", "a\"b\\c\n", 1);

    assertThat(series.text()).contains("offered{resource=\"a\\\"b\\\\c\\n\"} 1.0\n");
  }
}
