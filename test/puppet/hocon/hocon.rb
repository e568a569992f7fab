# Reads a JSON array of documents from standard input, and prints what the gem makes of each: the value, with the types of its
# scalars, or the error with its class.
require 'json'
require 'hocon'
require 'hocon/config_error'
require 'timeout'

# The gem fails to load a part of itself in a process that has not read a text like this before.
Hocon.parse("a=${?b}\na=${?c}")

def plain(value)
  case value
  when Hash then { hash: value.map { |key, item| [key, plain(item)] } }
  when Array then value.map { |item| plain(item) }
  when String then value.valid_encoding? ? "string #{value}" : 'invalid'
  else "#{value.class.name} #{value}"
  end
end

def read(text)
  { value: plain(Timeout.timeout(20) { Hocon.parse(text) }) }
rescue Hocon::ConfigError => e
  { error: e.message, class: e.class.name }
rescue Timeout::Error
  { error: 'takes too long', class: 'timeout' }
rescue Exception => e
  { error: e.message, class: 'crash' }
end

print JSON.generate(JSON.parse($stdin.read).map { |text| read(text.dup.force_encoding('UTF-8')) })
