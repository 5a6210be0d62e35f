# Verifies every signature of a message with Mail::DKIM. Arguments: message, keys (JSON: name to TXT), rounds.
# Prints JSON: milliseconds of processor of each round, and the results of the last one.
use strict;
use warnings;
use JSON::PP;
use Mail::DKIM::Verifier;
use Mail::DKIM::DNS;
use Net::DNS;
use Time::HiRes qw(clock_gettime CLOCK_PROCESS_CPUTIME_ID);

package Answers;
sub new { my ($class, $records) = @_; return bless { records => $records }, $class }
sub errorstring { return 'NXDOMAIN' }
sub send { return shift->query(@_) }
sub query {
  my ($self, $name) = @_;
  my $text = $self->{records}{$name} or return;
  my $packet = Net::DNS::Packet->new($name, 'TXT', 'IN');
  my @parts = unpack '(A255)*', $text;
  $packet->push(answer => Net::DNS::RR->new(name => $name, type => 'TXT', txtdata => \@parts));
  return $packet;
}

package main;
my ($path, $keys, $rounds) = @ARGV;
local $/;
open my $file, '<:raw', $path or die $!;
my $message = <$file>;
open my $json, '<:raw', $keys or die $!;
Mail::DKIM::DNS::resolver(Answers->new(decode_json(<$json>)));
my (@times, @results);
for (1 .. $rounds) {
  my $started = clock_gettime(CLOCK_PROCESS_CPUTIME_ID);
  my $verifier = Mail::DKIM::Verifier->new;
  for (my $at = 0; $at < length $message; $at += 65536) {
    $verifier->PRINT(substr $message, $at, 65536);
  }
  $verifier->CLOSE;
  @results = map { $_->result } $verifier->signatures;
  push @times, 1000 * (clock_gettime(CLOCK_PROCESS_CPUTIME_ID) - $started);
}
print encode_json({ times => \@times, results => \@results });
