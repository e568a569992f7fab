# ruby evaluate.rb < [source] : evaluates expressions with real Puppet, in one process, and prints their values as JSON.
require 'puppet'
require 'json'

Puppet.initialize_settings(['--strict', 'error', '--strict_variables', 'true'])
environment = Puppet::Node::Environment.create(:testing, [])
loaders = Puppet::Pops::Loaders.new(environment, true)
compiler = Puppet::Parser::Compiler.new(Puppet::Node.new('test', environment: environment))
evaluator = Puppet::Pops::Parser::EvaluatingParser.new

results = JSON.parse($stdin.read).map do |source|
  Puppet.override(current_environment: environment, loaders: loaders) do
    { value: evaluator.evaluate_string(compiler.topscope, source) }
  end
rescue StandardError => e
  { error: e.message }
end
puts JSON.generate(results)
