# Reads a JSON array of {"source", "file", "epp", "autoload"} from standard input and prints, for each, what Puppet's own parser
# makes of it: the PN text, the node kinds with their lines and columns, or the error; and the warnings.
require_relative 'prelude'
require 'puppet/pops/pn'

start
Puppet[:max_errors] = 1000
Puppet[:max_warnings] = 1000
Puppet[:max_deprecations] = 1000

collect_log(:notice) do |message|
  { level: message.level, message: message.message, line: message.line, column: message.pos }
end

def nodes(program)
  list = []
  program._pcore_all_contents([]) do |node|
    next unless node.is_a?(Puppet::Pops::Model::Positioned)
    list << "#{node.class.name.split('::').last}@#{node.line}:#{node.pos}"
  end
  list
end

def pn(program)
  Puppet::Pops::Model::PNTransformer.transform(program).to_s
rescue NoMethodError, ArgumentError => e
  # The transformer itself fails on some trees; the node list still stands.
  nil
end

def parse(input)
  parsers = Puppet::Pops::Parser::EvaluatingParser
  parser = input['epp'] ? parsers::EvaluatingEppParser.singleton : parsers.singleton
  $logged.clear
  program = parser.parse_string(input['source'], input['file'])
  { pn: pn(program), nodes: nodes(program) }
rescue Puppet::ParseError => e
  { error: e.message }
rescue SystemStackError, ScriptError, StandardError => e
  { crash: "#{e.class}: #{e.message}" }
end

inputs = JSON.parse($stdin.read)

# The environment that decides where definitions may stand.
environment = Puppet::Node::Environment.create(:test, ['/modules', '/more'], '/site/manifests')
output = inputs.map do |input|
  current = input['autoload'] ? environment : nil
  Puppet.override({ current_environment: current, loaders: nil }, 'parse') do
    result = parse(input)
    result.merge(logged: $logged.dup)
  end
end
print JSON.generate(output)
